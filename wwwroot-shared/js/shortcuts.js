// Single keys for a page, ignored while somebody types, and with Ctrl, Alt or Meta.
const typing = 'input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog]';

export function listen(owner, keys) {
  const onKeyDown = event => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.(typing)) {
      return;
    }
    if (event.key.length === 1 && keys.includes(event.key)) {
      event.preventDefault();
      owner.invokeMethodAsync('PressAsync', event.key);
    }
  };
  document.addEventListener('keydown', onKeyDown);
  return { stop: () => document.removeEventListener('keydown', onKeyDown) };
}

export function reveal(id) {
  const element = document.getElementById(id);
  element?.scrollIntoView({ block: 'nearest' });
  element?.querySelector('a')?.focus({ preventScroll: true });
}
