// Our own HTML, and what is pressed in it. The control that was pressed keeps the focus when all
// is drawn anew. A press that selects text, or that opens a link in another tab, is not for us.

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector('.listado');
  if (box.drawn !== data.html) {
    const { mark } = box.contains(document.activeElement) ? document.activeElement.dataset : {};
    box.innerHTML = data.html;
    box.drawn = data.html;
    if (mark) box.querySelector(`[data-mark="${mark}"]`)?.focus();
  }
  box.onclick = (event) => {
    const target = event.target.closest('[data-do]');
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target.tagName === 'TR' && String(getSelection())) return;
    event.preventDefault();
    setTriggerValue(target.dataset.do, target.dataset.value);
  };
}
