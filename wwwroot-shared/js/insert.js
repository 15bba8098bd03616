// Puts text where the caret of an input is, and answers with all of its text.
export function insert(id, text) {
  const input = document.getElementById(id);
  if (document.activeElement !== input && input.selectionStart === 0 && input.value.length > 0) {
    input.setSelectionRange(input.value.length, input.value.length);
  }
  input.setRangeText(text, input.selectionStart, input.selectionEnd, 'end');
  input.focus();
  return input.value;
}
