// Passkeys on plain forms: get options from the server, let the device answer, send the answer as a form field.
async function optionsFrom(form, url) {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(new FormData(form)), credentials: 'same-origin' });
  if (!answer.ok) {
    throw new Error(`The server answered ${answer.status}.`);
  }
  return answer.json();
}

function send(form, credential) {
  form.querySelector('[name=credential]').value = JSON.stringify(credential);
  form.submit();
}

function say(form, error) {
  const words = error.name === 'InvalidStateError' ? 'This device already has a passkey for you here.'
    : error.name === 'SecurityError' ? 'Passkeys need a secure address: https, or localhost.'
      : error.name === 'NotAllowedError' ? 'Nothing was chosen. Try again when you are ready.'
        : 'That did not work. Try again.';
  form.querySelector('[data-passkey-problem]').textContent = words;
}

function setUpAdding(form) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    try {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await optionsFrom(form, form.dataset.passkeyAdd));
      send(form, await navigator.credentials.create({ publicKey }));
    } catch (error) {
      say(form, error);
    }
  });
}

async function setUpSignIn(form) {
  const url = form.dataset.passkeySignIn;
  let waiting;

  async function ask(mediation) {
    waiting?.abort();
    waiting = new AbortController();
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await optionsFrom(form, url));
    send(form, await navigator.credentials.get({ publicKey, mediation, signal: waiting.signal }));
  }

  form.hidden = false;
  form.addEventListener('submit', event => {
    event.preventDefault();
    ask('optional').catch(error => say(form, error));
  });

  // Offers a passkey among the e-mail field's suggestions, without asking.
  if (await PublicKeyCredential.isConditionalMediationAvailable?.()) {
    ask('conditional').catch(() => { });
  }
}

export function setUpPasskeys() {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    document.querySelectorAll('[data-passkey-add]').forEach(form => form.hidden = true);
    return;
  }
  document.querySelectorAll('[data-passkey-add]').forEach(setUpAdding);
  document.querySelectorAll('[data-passkey-sign-in]').forEach(setUpSignIn);
}
