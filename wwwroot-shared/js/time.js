// <bl-time datetime="2026-11-23T15:40:00Z" mode="relative|full|day|clock">: an instant in the reader's own zone and language.
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const dayAndTime = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const units = [['second', 60], ['minute', 60], ['hour', 24], ['day', 30]];
const shown = new Set();

function ago(at) {
  let amount = (at - Date.now()) / 1000;
  if (Math.abs(amount) < 5) {
    return 'just now';
  }
  for (const [unit, size] of units) {
    if (Math.abs(amount) < size) {
      return relative.format(Math.trunc(amount), unit);
    }
    amount /= size;
  }
  return day.format(at);
}

// The time of day says enough on that day only, and the day in its year only.
function timeOfDay(at) {
  const now = new Date();
  return at.toDateString() === now.toDateString() ? clock.format(at)
    : at.getFullYear() === now.getFullYear() ? dayAndTime.format(at)
      : day.format(at);
}

class BlTime extends HTMLElement {
  static observedAttributes = ['datetime', 'mode'];

  connectedCallback() {
    shown.add(this);
    this.show();
  }

  disconnectedCallback() {
    shown.delete(this);
  }

  attributeChangedCallback() {
    if (this.isConnected) {
      this.show();
    }
  }

  show() {
    const at = new Date(this.getAttribute('datetime'));
    if (Number.isNaN(at.getTime())) {
      return;
    }
    const mode = this.getAttribute('mode') ?? 'relative';
    const text = mode === 'full' ? full.format(at) : mode === 'day' ? day.format(at) : mode === 'clock' ? timeOfDay(at) : ago(at);
    if (this.textContent !== text) {
      this.textContent = text;
    }
    const title = exact.format(at);
    if (this.title !== title) {
      this.title = title;
    }
  }
}

customElements.define('bl-time', BlTime);
setInterval(() => shown.forEach(time => time.show()), 5000);
