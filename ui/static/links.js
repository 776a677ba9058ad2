// Between a finding and its place in the draft, and the orders that the server sends after a change.
(() => {
  const page = window.secondQuestion;
  const opened = new Set();
  let back = null;
  let session = '';
  // How many things the person has set going, and whether they have moved on since the last: tabbed away, or written.
  let acts = 0, moved = false;
  const still = matchMedia('(prefers-reduced-motion: reduce)');

  function reveal(element) {
    for (let up = element.parentElement; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
    const tall = element.offsetHeight > innerHeight * 0.4 || element.matches('.turn');
    element.scrollIntoView({block: tall ? 'start' : 'center', behavior: still.matches ? 'auto' : 'smooth'});
  }

  function focus(element) {
    if (!element.matches('a, button, input, textarea, summary, [tabindex]')) element.tabIndex = -1;
    reveal(element);
    element.focus({preventScroll: true});
    if (element.id === 'opened-heading') showQuote(element.parentElement);
  }

  // A page is longer than its box: show the part with the quote in it.
  function showQuote(opened) {
    const box = opened.querySelector('.page-text'), quote = opened.querySelector('#opened-quote');
    if (box && quote) box.scrollTop += quote.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
  }

  function light(elements) {
    document.querySelectorAll('.lit').forEach((element) => element.classList.remove('lit'));
    elements.forEach((element) => element.classList.add('lit'));
  }

  function showInDraft(button) {
    page.show('tab', document.documentElement.dataset.sqLayout === 'wide' ? page.chosen.tab : 'draft');
    const marks = Array.from(document.querySelectorAll(`#draft [data-f~="${CSS.escape(button.dataset.show)}:${Number(button.dataset.place)}"]`));
    if (!marks.length) return;
    light(marks);
    focus(marks[0]);
    if (document.documentElement.dataset.sqLayout !== 'wide') offerBack(button);
  }

  function offerBack(button) {
    if (back) back.remove();
    back = document.createElement('button');
    back.type = 'button';
    back.className = 'back-to-finding';
    back.textContent = 'Back to the finding';
    const item = button.dataset.show;
    back.addEventListener('click', () => { back.remove(); findCard(item, button); });
    document.getElementById('draft-panel').append(back);
  }

  function findCard(item, origin) {
    const card = document.getElementById(`finding-${item}`);
    const kinds = {c: 'criteria', p: 'questions', r: 'recommendations', i: 'identifiers'};
    if (!card) {
      if (origin && origin.isConnected) { page.show('tab', kinds[item[0]] || 'all'); focus(origin); }
      return;
    }
    const fits = ['all', kinds[item[0]]];
    if (!fits.includes(page.chosen.tab)) page.show('tab', 'all');
    light([card]);
    focus(card);
  }

  function copy(button) {
    const done = () => { button.textContent = 'Copied'; };
    if (navigator.clipboard && window.isSecureContext) { navigator.clipboard.writeText(button.dataset.copy).then(done); return; }
    const box = document.createElement('textarea');
    box.value = button.dataset.copy;
    document.body.append(box);
    box.select();
    document.execCommand('copy');
    box.remove();
    done();
  }

  document.addEventListener('click', (event) => {
    const target = event.target.closest('[data-show], [data-find], [data-copy], summary, #draft mark');
    if (!target) return;
    if (target.dataset.show) showInDraft(target);
    else if (target.dataset.find) findCard(target.dataset.find, null);
    else if (target.dataset.copy) copy(target);
    else if (target.tagName === 'MARK') {
      // The innermost stands last.
      const first = (target.dataset.f || '').split(' ').reverse().map((part) => part.split(':')[0]).find((item) => document.getElementById(`finding-${item}`));
      if (first) findCard(first, null);
    } else {
      const details = target.parentElement;
      setTimeout(() => { if (details.open && !details.matches('.reason')) opened.add(details); else opened.delete(details); });
    }
  });

  const act = () => { acts += 1; moved = false; };
  addEventListener('click', act, true);
  addEventListener('drop', act, true);
  addEventListener('keydown', (event) => {
    if (event.key === 'Tab') moved = true;
    else if (event.key === 'Enter') act();
  }, true);
  addEventListener('input', (event) => { if (event.target.type === 'file') act(); else moved = true; }, true);

  // What was asked for has come: its focus is given only to someone who still waits for it.
  function focusLater(selector) {
    const asked = acts;
    setTimeout(() => soon(selector, (element) => { if (acts === asked && !moved) focus(element); }), 40);
  }

  // The element may still be on its way: the order and what it speaks of arrive as separate changes.
  function soon(selector, action, tries = 20) {
    const element = document.querySelector(selector);
    const hidden = element && element.offsetParent === null && !element.closest('details:not([open])');
    if (element && !hidden) action(element);
    else if (tries) setTimeout(() => soon(selector, action, tries - 1), 60);
  }

  // The conversation shows what was said last from its beginning.
  function followTalk() {
    const box = document.getElementById('log');
    const last = box && box.querySelector('.log > .turn:last-child');
    if (last && box.scrollHeight > box.clientHeight) box.scrollTop += last.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
  }

  page.obey = (element) => {
    if (!document.documentElement.dataset.sqReady) page.start();
    opened.forEach((details) => { if (details.isConnected) details.open = true; else opened.delete(details); });
    const order = element.firstElementChild ? element.firstElementChild.dataset : {};
    if (order.session) session = order.session;
    if (order.tab && !(order.tab === 'talk' && !page.narrow())) page.show('tab', order.tab);
    if (order.side && !page.narrow()) page.show('tab', order.side);
    if (order.mode) page.show('mode', order.mode);
    setTimeout(followTalk, 120);
    if (order.focus) focusLater(order.focus);
    if (order.fetch) setTimeout(() => soon(order.fetch, (link) => link.click()), 40);
  };

  addEventListener('pagehide', (event) => {
    if (session && !event.persisted) navigator.sendBeacon(`/goodbye?session=${encodeURIComponent(session)}`);
  });
})();
