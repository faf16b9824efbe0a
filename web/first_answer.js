// Once Streamlit has drawn the same, or has something else to say, it takes over, at the place to
// which the reader has scrolled.
(() => {
  const own = document.getElementById('primera');
  const main = () => document.querySelector('[data-testid=stMain]');
  const drawn = (part) => main()?.querySelector(part);
  const look = () => {
    const same = drawn('.veredicto') && drawn('figure.figura svg');
    if (!same && !drawn('[data-testid=stAlert]')) return requestAnimationFrame(look);
    const top = own.scrollTop;
    own.remove();
    if (top) main().scrollTop = top;
  };
  requestAnimationFrame(look);
})();
