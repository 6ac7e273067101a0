/* global window, getComputedStyle, NodeFilter */
// Runs inside the page: looks at what a person would meet. Returns findings in words; an empty list is a page that is well.
(() => {
  const CONTROLS = '[role=button],[role=link],[role=checkbox],[role=radio],[role=switch],input,textarea,a[href]';

  function visible(element) {
    const { width, height } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return width > 0 && height > 0 && style.visibility !== 'hidden' && style.display !== 'none';
  }

  function named(element) {
    const words = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return `${element.getAttribute('role') ?? element.tagName.toLowerCase()} "${words.trim().slice(0, 30)}"`;
  }

  /** Pages below the one on top stay in the document; a dialog makes the rest of its page unreachable. */
  function scope() {
    const dialog = [...document.querySelectorAll('[role=dialog]')].filter(visible).pop();
    return dialog ?? document.body;
  }

  const controls = () => [...scope().querySelectorAll(CONTROLS)].filter(visible);

  /** What shows a hand on hovering but no keyboard can reach. */
  function unreachable() {
    return [...scope().querySelectorAll('*')]
      .filter((element) => visible(element) && getComputedStyle(element).cursor === 'pointer' && !element.closest(CONTROLS))
      .map((element) => `only a pointer reaches ${named(element)}`);
  }

  function smallTargets(least) {
    return controls().flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      return Math.min(width, height) + 0.5 < least ? [`${named(element)} is ${Math.round(width)}×${Math.round(height)}, less than ${least}`] : [];
    });
  }

  function texts() {
    const walker = document.createTreeWalker(scope(), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (walker.currentNode.textContent.trim() !== '' && visible(element) && !element.closest('[aria-hidden=true],noscript,script,style')) found.push(element);
    }
    return [...new Set(found)];
  }

  /** 长辈版: no text under 18 px, no line closer than 1.3. */
  function smallTexts() {
    return texts().flatMap((element) => {
      const style = getComputedStyle(element);
      const size = parseFloat(style.fontSize);
      const leading = parseFloat(style.lineHeight) / size;
      if (size < 18) return [`${named(element)} is written in ${size} px`];
      return leading < 1.295 ? [`${named(element)} has lines ${leading.toFixed(2)} apart`] : [];
    });
  }

  /** A button with a border and a card right under or over each other look like one thing. */
  function glued() {
    const cards = [...scope().querySelectorAll('.card')].filter(visible);
    const buttons = [...scope().querySelectorAll('.button:not(.button--text)')].filter(visible);
    return cards.flatMap((card) => buttons.flatMap((button) => {
      const [one, other] = [card.getBoundingClientRect(), button.getBoundingClientRect()];
      const apart = Math.max(one.top - other.bottom, other.top - one.bottom);
      const sideBySide = one.right <= other.left || other.right <= one.left;
      return !card.contains(button) && !sideBySide && apart < 8 ? [`${named(button)} is ${Math.round(apart)} from a card`] : [];
    }));
  }

  function overflow() {
    const { scrollWidth } = document.documentElement;
    return scrollWidth > window.innerWidth ? [`the page is ${scrollWidth} wide in a window of ${window.innerWidth}`] : [];
  }

  /** What a focus ring is made of. */
  const look = (element) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor } = getComputedStyle(element);
    return `${outlineStyle === 'none' ? '' : `${outlineStyle} ${outlineWidth} ${outlineColor}`}|${boxShadow}|${borderColor}`;
  };

  let unfocused = new Map();
  window.__walk = {
    begin() {
      document.activeElement?.blur();
      unfocused = new Map(controls().map((element) => [element, look(element)]));
      return unfocused.size;
    },
    /** After each Tab: which control has the focus, and whether one sees it. */
    here() {
      const element = document.activeElement;
      if (!unfocused.has(element)) return { known: false };
      return { known: true, at: [...unfocused.keys()].indexOf(element), name: named(element), seen: look(element) !== unfocused.get(element) };
    },
    names: () => [...unfocused.keys()].map(named),
  };

  window.__look = ({ elder }) => [...unreachable(), ...smallTargets(elder ? 60 : 44), ...(elder ? smallTexts() : []), ...glued(), ...overflow()];
})();
