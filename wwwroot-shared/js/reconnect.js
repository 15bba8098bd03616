// Shows what the live connection is doing, in our dialog (ReconnectDialog.razor).
export function setUpReconnect() {
  const dialog = document.getElementById('components-reconnect-modal');
  if (!dialog) {
    return;
  }

  function show(state) {
    dialog.dataset.state = state;
    if (!dialog.open) {
      dialog.showModal();
    }
  }

  async function tryAgain() {
    show('trying');
    try {
      if (await Blazor.reconnect()) {
        dialog.close();
      } else if (await Blazor.resumeCircuit?.()) {
        dialog.close();
      } else {
        location.reload();
      }
    } catch {
      show('failed');
    }
  }

  dialog.addEventListener('components-reconnect-state-changed', event => {
    switch (event.detail.state) {
      case 'show':
      case 'retrying':
        show('trying');
        break;
      case 'hide':
        dialog.close();
        break;
      case 'failed':
        show('failed');
        document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && dialog.open && tryAgain(), { once: true });
        break;
      case 'rejected':
        location.reload();
        break;
      case 'paused':
      case 'resume-failed':
        show('gone');
        break;
    }
  });
  dialog.addEventListener('cancel', event => event.preventDefault());
  document.getElementById('components-reconnect-button')?.addEventListener('click', tryAgain);
}
