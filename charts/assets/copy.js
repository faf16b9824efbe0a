// Buttons of class "copiar" put their data-text on the clipboard and say so for two seconds.
// Without leave to use the clipboard the text is shown, to be copied by hand.
const copies = (root) => {
  for (const button of root.querySelectorAll('button.copiar')) {
    const label = button.textContent;
    button.onclick = async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.text);
        button.textContent = button.dataset.done;
      } catch {
        window.prompt(label, button.dataset.text);
      }
      setTimeout(() => { button.textContent = label; }, 2000);
    };
  }
};
