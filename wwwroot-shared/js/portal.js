// Loaded once by every page, live or not. No inline script anywhere: the content security policy forbids it.
import './time.js';
import { setUpEarlyTyping } from './early.js';
import { setUpFocus } from './focus.js';
import { setUpKeeping } from './keep.js';
import { setUpPasskeys } from './passkeys.js';
import { setUpReconnect } from './reconnect.js';
import { setUpTheme } from './theme.js';

setUpTheme();
setUpEarlyTyping();
setUpFocus();
setUpKeeping();
setUpReconnect();
setUpPasskeys();

// A menu closes when one of its links is followed.
document.addEventListener('click', event => {
  const link = event.target.closest?.('[popover] a, [popover] [data-closes]');
  link?.closest('[popover]')?.hidePopover?.();
});

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-copy]');
  if (!button) {
    return;
  }
  navigator.clipboard.writeText(button.dataset.copy).then(() => {
    button.dataset.copied = '';
    const status = button.querySelector('[role=status]');
    if (status) {
      status.textContent = 'Copied';
    }
    setTimeout(() => {
      delete button.dataset.copied;
      if (status) {
        status.textContent = '';
      }
    }, 2000);
  });
});

document.addEventListener('click', event => {
  if (event.target.closest?.('[data-reload]')) {
    location.reload();
  }
});

// The client-side router scrolls to an anchor but does not move the focus.
document.addEventListener('click', event => {
  const skip = event.target.closest?.('[data-skip]');
  if (skip) {
    event.preventDefault();
    document.getElementById('content')?.focus();
  }
});

// A list asks for its next page when its end comes near.
const ends = new IntersectionObserver(entries => {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting && !target.disabled) {
      target.click();
    }
  }
}, { rootMargin: '400px' });

new MutationObserver(() => {
  for (const button of document.querySelectorAll('[data-load-more]')) {
    ends.unobserve(button);
    ends.observe(button);
  }
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
