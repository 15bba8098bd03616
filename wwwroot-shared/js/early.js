// What is entered before the page is live reaches nobody, and is gone when the live page takes the place of the one that came first. It is kept here, entered again
// there in the very step in which that happens, and the keyboard stays where it was.
const patience = 10_000;
const root = document.documentElement;
const kept = new Map();
let focused;

function controls() {
  return [...document.querySelectorAll('main :is(input:not([type=hidden], [type=password]), textarea, select)')];
}

function nameOf(control) {
  return [control.localName, control.type, control.ariaLabel ?? control.labels?.[0]?.textContent.trim() ?? control.name].join('|');
}

// Ids are made anew for the live page: a control is known by its label, and by its place among those of the same label.
function find(key) {
  return controls().filter(control => nameOf(control) === key.name)[key.place];
}

function keyOf(control) {
  const name = nameOf(control);
  return { name, place: controls().filter(other => nameOf(other) === name).indexOf(control) };
}

function keep(control) {
  const key = keyOf(control);
  if (key.place >= 0) {
    kept.set(`${key.name}|${key.place}`, { key, control, value: control.value, checked: control.checked });
  }
}

function enter(control, { value, checked }) {
  if (control.type === 'checkbox' || control.type === 'radio') {
    if (control.checked !== checked) {
      control.click();
    }
  } else if (control.value !== value) {
    control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

function restore() {
  for (const [id, entry] of kept) {
    const control = entry.control.isConnected ? undefined : find(entry.key);
    if (control) {
      kept.delete(id);
      enter(control, entry);
    }
  }
  if (focused && !focused.control.isConnected && document.activeElement === document.body) {
    const control = find(focused.key);
    if (control) {
      const { start, end } = focused;
      control.focus();
      if (start !== null && start !== undefined) {
        control.setSelectionRange(start, end);
      }
    }
  }
}

export function setUpEarlyTyping() {
  const onEnter = ({ target }) => !root.hasAttribute('data-live') && target.matches?.('main *') && keep(target);
  // Where the caret is, asked for while the control is still there.
  const onCaret = () => {
    const control = document.activeElement;
    if (control?.matches('main :is(input, textarea, select)')) {
      focused = { key: keyOf(control), control, start: control.selectionStart, end: control.selectionEnd };
    } else if (control !== document.body) {
      focused = undefined;
    }
  };
  const watch = new MutationObserver(() => {
    restore();
    if (root.hasAttribute('data-live') && kept.size === 0) {
      stop();
    }
  });
  const listeners = [['input', onEnter], ['change', onEnter], ['focusin', onCaret], ['keyup', onCaret], ['input', onCaret], ['selectionchange', onCaret]];

  function stop() {
    watch.disconnect();
    listeners.forEach(([type, listener]) => document.removeEventListener(type, listener));
  }

  listeners.forEach(([type, listener]) => document.addEventListener(type, listener));
  // What was entered before this script came.
  controls().filter(control => control.defaultValue !== undefined && control.value !== control.defaultValue).forEach(keep);
  onCaret();
  watch.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-live'] });
  setTimeout(stop, 6 * patience);
  new MutationObserver((_, live) => {
    live.disconnect();
    setTimeout(stop, patience);
  }).observe(root, { attributes: true, attributeFilter: ['data-live'] });
}
