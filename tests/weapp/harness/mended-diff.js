/**
 * j-component's list diff moves nodes by stale indexes (reverse and insert-at-head come out in the wrong order) and re-sends unchanged
 * object properties (which undoes CustomWrapper's own setData). This one keeps nodes by identity and sends only what changed.
 */
function snap(tree) {
  for (const attr of tree.attrs || []) attr.snap = attr.value && typeof attr.value === 'object' ? JSON.stringify(attr.value) : attr.value;
  (tree.children || []).forEach(snap);
}

function same(a, b) {
  return ['type', 'tagName', 'componentId', 'key', 'content'].every((member) => a[member] === b[member]);
}

function changesBetween(before, after) {
  const was = new Map(before.attrs.map((attr) => [attr.name, attr.snap]));
  const set = after.attrs.filter((attr) => !was.has(attr.name) || was.get(attr.name) !== attr.snap);
  const gone = before.attrs.filter((attr) => !after.attrs.some((kept) => kept.name === attr.name)).map(({ name }) => ({ name, value: undefined }));
  return [...set, ...gone];
}

function mendDiff() {
  const diff = require('j-component/src/render/diff');
  const render = require('j-component/src/render/render');
  const { TYPE_TEXT } = require('j-component/src/tool/constant');
  const exparser = require('miniprogram-exparser');
  const draw = render.renderExparserNode;
  render.renderExparserNode = (tree, host, owner) => {
    snap(tree);
    return draw(tree, host, owner);
  };

  function place(node, wanted) {
    wanted.forEach((child, at) => {
      const there = node.childNodes[at];
      if (there === child) return;
      if (there) node.insertBefore(child, there);
      else node.appendChild(child);
    });
  }

  function patchChildren(node, before, after) {
    const owner = node instanceof exparser.ShadowRoot ? node : node.ownerShadowRoot;
    const pool = before.children.slice();
    const wanted = after.children.map((child) => {
      const at = pool.findIndex((old) => same(old, child));
      if (at < 0) return draw(child, null, owner);
      const [old] = pool.splice(at, 1);
      patch(old, child);
      return old.exparserNode;
    });
    pool.forEach((old) => node.removeChild(old.exparserNode));
    place(node, wanted);
  }

  function patch(before, after) {
    const node = before.exparserNode;
    after.exparserNode = node;
    node._vt = after;
    if (before.type === TYPE_TEXT) return;
    const changes = changesBetween(before, after);
    if (changes.length > 0) render.updateAttrs(node, changes);
    for (const event of Object.values(before.event)) exparser.removeListenerFromElement(node, event.name, event.id, { capture: event.isCapture });
    render.updateEvent(node, after.event);
    patchChildren(node, before, after);
  }

  diff.diffVt = (before, after) => {
    snap(after);
    patch(before, after);
  };
}

module.exports = { mendDiff };
