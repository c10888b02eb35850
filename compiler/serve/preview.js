// Follows the policy: asks the server to tell of a change, and then shows the new page in place of the old one, where
// it was, with the sentences marked that read otherwise now.
(() => {
  'use strict';

  const texts = () => {
    const found = new Map();
    for (const sentence of document.querySelectorAll('.sentence[id]')) {
      const copy = sentence.cloneNode(true);
      for (const beside of copy.querySelectorAll('.findings, .number')) beside.remove();
      found.set(sentence.id, copy.textContent);
    }
    return found;
  };

  const show = async () => {
    const answer = await fetch(location.pathname, { cache: 'no-store' });
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const before = texts();
    const open = [...document.querySelectorAll('.preview > details[open] > summary')].map((s) => s.textContent[0]);
    const place = window.scrollY;
    document.title = next.title;
    document.documentElement.lang = next.documentElement.lang;
    document.body.replaceWith(document.adoptNode(next.body));
    for (const summary of document.querySelectorAll('.preview > details > summary')) {
      if (open.includes(summary.textContent[0])) summary.parentElement.setAttribute('open', '');
    }
    if (before.size > 0) {
      for (const [id, text] of texts()) {
        if (before.get(id) !== text) document.getElementById(id).classList.add('changed');
      }
    }
    window.scrollTo(0, place);
  };

  const follow = async () => {
    let version = null;
    for (;;) {
      try {
        const answer = await fetch(version === null ? '/.writ/wait' : `/.writ/wait?${version}`, { cache: 'no-store' });
        if (!answer.ok) throw new Error(answer.statusText);
        const now = await answer.text();
        if (version !== null && now !== version) await show();
        version = now;
        delete document.documentElement.dataset.stopped;
      } catch {
        document.documentElement.dataset.stopped = '';
        await new Promise((done) => setTimeout(done, 1000));
      }
    }
  };

  follow();
})();
