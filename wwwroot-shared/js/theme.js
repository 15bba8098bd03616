// The theme is remembered in a cookie, so that the server writes <html data-theme> itself and nothing flashes.
const root = document.documentElement;

function current() {
  return root.dataset.theme ?? 'system';
}

function show() {
  for (const choice of document.querySelectorAll('[data-set-theme]')) {
    choice.setAttribute('aria-checked', String(choice.dataset.setTheme === current()));
  }
}

function set(theme) {
  if (theme === 'system') {
    delete root.dataset.theme;
  } else {
    root.dataset.theme = theme;
  }
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `blazorlake-theme=${theme}; path=/; max-age=31536000; samesite=lax${secure}`;
  show();
}

export function setUpTheme() {
  document.addEventListener('click', event => {
    const choice = event.target.closest?.('[data-set-theme]');
    if (choice) {
      set(choice.dataset.setTheme);
    }
  });
  document.addEventListener('toggle', show, true);
  show();
}
