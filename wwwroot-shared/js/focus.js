// An element takes the keyboard when it appears with data-focus, or gets it: in the very step in which it appears, so that no key goes astray. A call from the
// server would come a round trip later, and take the keyboard away from who types already.
function take(element) {
  if (element.dataset.focus) {
    element.focus();
  }
}

export function setUpFocus() {
  new MutationObserver(changes => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'attributes') {
        take(target);
      }
      for (const node of addedNodes) {
        if (node.nodeType === Node.ELEMENT_NODE) {
          [node, ...node.querySelectorAll('[data-focus]')].forEach(take);
        }
      }
    }
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-focus'] });
}
