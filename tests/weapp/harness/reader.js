/** Reads and touches the page on top, as a person would: by words. */

function attributesOf(element) {
  const tree = element.__wxElement?._vt;
  return Object.fromEntries((tree?.attrs ?? []).map(({ name, value }) => [name, value]));
}

/** The innermost nodes whose own text contains the words, with the nearest thing around them that can be pressed. */
function pressableAround(element) {
  for (let node = element; node && node.__wxElement; node = node.parentElement) {
    const role = attributesOf(node).ariaRole;
    if (['button', 'link', 'checkbox', 'radio', 'switch'].includes(role)) return node;
  }
  return undefined;
}

const BUBBLING = new Set(['tap', 'longpress', 'touchstart', 'touchmove', 'touchend', 'touchcancel']);

/** Two controls with the same words: the exact match wins, then the first. */
function bestMatch(matches, words) {
  return matches.find(({ text }) => text === words) ?? matches[0];
}

function makeReader(top, settle) {
  const all = () => [...top().root.querySelectorAll('*')].filter((element) => element.__wxElement);
  const text = () => top().root.textContent;
  const find = (selector) => top().root.querySelector(selector);
  const findAll = (selector) => [...top().root.querySelectorAll(selector)];

  async function fire(target, type, detail = {}) {
    const element = typeof target === 'string' ? find(target) : target;
    if (!element) throw new Error(`nothing found for ${target}`);
    const exparser = require('miniprogram-exparser');
    const event = exparser.Event.create(type, detail, {
      bubbles: BUBBLING.has(type), composed: true, capturePhase: true, extraFields: { touches: [], changedTouches: [] },
    });
    exparser.Event.dispatchEvent(element.__wxElement, event);
    await settle();
  }

  /** Everything that can be pressed, with the words a person or a screen reader knows it by. */
  function controls() {
    const found = new Set(all().map(pressableAround).filter(Boolean));
    return [...found].map((element) => {
      const { ariaLabel, ariaRole, ariaChecked } = attributesOf(element);
      return { element, role: ariaRole, label: ariaLabel, checked: ariaChecked, text: element.textContent.trim() };
    });
  }

  function control(words) {
    const matches = controls().filter(({ label, text: shown }) => (label ?? '').includes(words) || shown.includes(words));
    const match = bestMatch(matches, words);
    if (!match) throw new Error(`no control "${words}" on ${top().path}; there are: ${controls().map(({ label, text: shown }) => label ?? shown).join(' | ')}`);
    return match;
  }

  /** The input field under this label. */
  function field(label) {
    const found = findAll('wx-input').find((input) => (attributesOf(input).ariaLabel ?? '').startsWith(label));
    if (!found) throw new Error(`no field "${label}" on ${top().path}`);
    return found;
  }

  /** Waits until the page shows these words; asynchronous answers take some turns. */
  async function waitFor(words, turns = 200) {
    for (let turn = 0; turn < turns; turn += 1) {
      if (text().includes(words)) return;
      await new Promise((resolve) => { setTimeout(resolve, 10); });
    }
    throw new Error(`"${words}" never appeared on ${top().path}; it says: ${text().slice(0, 600)}`);
  }

  return {
    text, find, findAll, fire, controls, control, field, waitFor, attributesOf,
    tap: (words) => fire(control(words).element, 'tap'),
    type: (label, value) => fire(field(label), 'input', { value, cursor: value.length }),
  };
}

module.exports = { makeReader };
