// A plain form that comes back with a problem comes back with what was typed, except secrets: kept in this tab only, and no longer than that.
const key = 'blazorlake-kept';

function keepable(form) {
  return [...form.querySelectorAll('input[name]:not([type=hidden]):not([type=password]):not([autocomplete=one-time-code])')];
}

export function setUpKeeping() {
  const forms = [...document.querySelectorAll('form[data-keep]')];
  const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}');
  sessionStorage.removeItem(key);
  if (new URLSearchParams(location.search).has('problem')) {
    for (const input of forms.flatMap(keepable)) {
      if (typeof kept[input.name] === 'string' && input.type !== 'checkbox') {
        input.value ||= kept[input.name];
      }
    }
  }
  for (const form of forms) {
    form.addEventListener('submit', () =>
      sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(keepable(form).map(input => [input.name, input.value])))));
  }
}
