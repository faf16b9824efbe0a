// Runs inside every measured page, before its own scripts: notes in `window.seen` when what a
// reader waits for was there, in milliseconds from navigation.
(() => {
  const seen = (window.seen = { shift: 0, moved: 0 });
  const mark = (name, there) => { if (there && !(name in seen)) seen[name] = performance.now(); };
  const all = (selector) => [...document.querySelectorAll(selector)];
  // What shifts behind the first answer, nobody sees.
  const covered = () => document.getElementById('primera');
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!covered()) seen.shift += entry.value;
  }).observe({ type: 'layout-shift' });

  const complete = {
    streamlit: () => {
      const app = document.querySelector('[data-testid=stApp]');
      const main = document.querySelector('[data-testid=stMain]');
      return app?.dataset.testScriptState === 'notRunning' && main?.textContent
        && !covered() && !document.querySelector('[data-testid=stSkeleton]')
        && all('figure.figura').every((figure) => figure.querySelector('svg'))
        && all('[data-testid=stPlotlyChart]').every((plot) => plot.querySelector('.main-svg'));
    },
    dash: () => all('.js-plotly-plot').length >= 5
      && all('.js-plotly-plot').every((plot) => plot.querySelector('.trace, .bars, .scatter')),
    static: () => document.readyState === 'complete',
  };
  // How far the verdict and the curve jump when Streamlit's take the place of the first ones. Looked
  // at twice only, since asking for a place makes the browser lay the page out.
  const place = (part) => all(part).map((node) => node.getBoundingClientRect()).find((box) => box.width);
  let before = null;
  const jump = () => {
    if (covered()) {
      if (!before && 'figure' in seen) {
        before = [place('#primera .veredicto'), place('#primera figure svg')];
      }
    } else if (before) {
      const after = [place('.veredicto'), place('figure.figura svg')];
      const far = (a, b) => a && b ? Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)) : 0;
      seen.moved = Math.max(...before.map((box, number) => far(box, after[number])));
      before = null;
    }
  };
  const look = () => {
    jump();
    mark('verdict', document.querySelector('h1, h2'));
    mark('figure', document.querySelector('figure svg[role=img], .js-plotly-plot .trace'));
    mark('complete', complete.KIND());
    if (!('complete' in seen)) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  // After the next click: `window.changed`, milliseconds until the last figure changed.
  window.watchFigures = () => {
    window.changed = null;
    document.addEventListener('click', () => {
      const start = performance.now();
      let last = null;
      const drawn = 'figure.figura, .js-plotly-plot';
      const concerns = (node) => node.closest?.(drawn) || node.querySelector?.(drawn);
      const observer = new MutationObserver((changes) => {
        const ours = changes.some((change) => change.target.closest?.(drawn)
          || [...change.addedNodes].some(concerns));
        if (ours) requestAnimationFrame(() => { last = performance.now(); });
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      const quiet = setInterval(() => {
        if (last === null || performance.now() - last < 700) return;
        window.changed = last - start;
        observer.disconnect();
        clearInterval(quiet);
      }, 100);
    }, { once: true, capture: true });
  };
})();
