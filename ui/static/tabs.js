// Views, tabs and the three things that can be said: which is chosen, and what of the page is shown for it.
(() => {
  const root = document.documentElement;
  const wide = matchMedia('(min-width: 1240px) and (min-height: 560px)');
  const medium = matchMedia('(min-width: 880px) and (min-height: 560px)');
  const chosen = {view: 'work', tab: 'talk', mode: 'check'};
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => Array.from((within || document).querySelectorAll(selector));
  const names = {talk: 'Conversation', 'draft-panel': 'Draft'};
  const views = {work: 'workspace', library: 'library', about: 'about'};
  const watched = new MutationObserver(() => arrange());

  function layout(list) {
    const draft = list.dataset.draft === 'yes';
    if (!medium.matches) return 'narrow';
    if (!draft && list.dataset.sources !== 'yes') return 'single';
    return draft && wide.matches ? 'wide' : 'medium';
  }

  function offered(tab, form) {
    if (tab.dataset.tab === 'talk') return form === 'narrow';
    if (form === 'single') return false;
    return !(tab.dataset.tab === 'draft' && form === 'wide');
  }

  // The tabs stand before what they choose between: the conversation too on a narrow screen, only the rest on a wide one.
  function order(form) {
    const tabs = byId('tabs'), talk = byId('talk');
    const before = Boolean(tabs.compareDocumentPosition(talk) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (before === (form === 'narrow')) return;
    talk.parentElement.insertBefore(tabs, form === 'narrow' ? talk : talk.nextSibling);
  }

  function choose(tab, on) {
    tab.setAttribute('aria-selected', on ? 'true' : 'false');
    tab.tabIndex = on ? 0 : -1;
  }

  function arrange() {
    const list = byId('tabs') && byId('tabs').querySelector('[role=tablist]');
    if (!list) return;
    watched.disconnect();
    const form = layout(list);
    root.dataset.sqLayout = form;
    order(form);
    root.dataset.sqDraft = list.dataset.draft;
    const tabs = all('[role=tab]', list);
    tabs.forEach((tab) => { tab.hidden = !offered(tab, form); });
    const usable = tabs.filter((tab) => !tab.hidden);
    let current = usable.find((tab) => tab.dataset.tab === chosen.tab);
    if (!current) current = usable.find((tab) => tab.dataset.tab === 'all') || usable[0] || null;
    tabs.forEach((tab) => choose(tab, tab === current));
    const shown = new Set(form === 'narrow' ? [] : ['talk']);
    if (form === 'wide') shown.add('draft-panel');
    if (current) shown.add(current.dataset.panel);
    all('#workspace > .sq-part').forEach((panel) => {
      panel.toggleAttribute('data-off', !shown.has(panel.id));
      const tabbed = current && current.dataset.panel === panel.id;
      panel.setAttribute('role', tabbed ? 'tabpanel' : 'region');
      if (tabbed) panel.setAttribute('aria-labelledby', current.id);
      else panel.removeAttribute('aria-labelledby');
      if (!tabbed && names[panel.id]) panel.setAttribute('aria-label', names[panel.id]);
      else panel.removeAttribute('aria-label');
    });
    if (current && form === 'narrow') list.scrollLeft = Math.max(0, current.offsetLeft - list.offsetLeft - 24);
    list.hidden = usable.length < 2 && form !== 'narrow';
    if (byId('findings')) byId('findings').dataset.kind = (current && current.dataset.kind) || 'all';
    watched.observe(byId('tabs'), {childList: true, subtree: true, attributes: true});
  }

  function arrangeModes() {
    all('#modes [role=tab]').forEach((tab) => {
      const panel = byId(`mode-${tab.dataset.mode}`);
      const on = tab.dataset.mode === chosen.mode;
      choose(tab, on);
      if (!panel) return;
      panel.toggleAttribute('data-off', !on);
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', tab.id);
      tab.setAttribute('aria-controls', panel.id);
    });
  }

  function arrangeViews() {
    root.dataset.sqView = chosen.view;
    Object.entries(views).forEach(([view, id]) => byId(id).toggleAttribute('data-off', view !== chosen.view));
    all('#top [data-view]').forEach((button) => {
      if (button.dataset.view === chosen.view) button.setAttribute('aria-current', 'page');
      else button.removeAttribute('aria-current');
    });
    if (chosen.view === 'library') document.dispatchEvent(new Event('second-question-library'));
  }

  function show(kind, value) {
    chosen[kind] = value;
    if (kind === 'tab') { arrange(); const panel = document.querySelector('[role=tabpanel].sq-part'); if (panel) panel.scrollTop = 0; if (root.dataset.sqLayout === 'narrow') byId('tabs').scrollIntoView({block: 'start'}); }
    if (kind === 'mode') arrangeModes();
    if (kind === 'view') arrangeViews();
  }

  function press(button) {
    if (button.dataset.tab) show('tab', button.dataset.tab);
    else if (button.dataset.mode) show('mode', button.dataset.mode);
    else if (button.dataset.view) show('view', button.dataset.view);
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-tab], [data-mode], [data-view]');
    if (button) press(button);
  });
  document.addEventListener('keydown', (event) => {
    const tab = event.target.closest && event.target.closest('[role=tab]');
    if (!tab) return;
    const row = all('[role=tab]', tab.closest('[role=tablist]')).filter((item) => !item.hidden);
    const at = row.indexOf(tab);
    const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: row.length - 1}[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = row[(to + row.length) % row.length];
    press(next);
    next.focus();
  });

  window.secondQuestion = {
    chosen,
    show,
    narrow: () => root.dataset.sqLayout === 'narrow',
    start() {
      if (!byId('about') || !byId('modes') || !byId('modes').querySelector('[role=tab]')) { requestAnimationFrame(() => this.start()); return; }
      byId('workspace').tabIndex = -1;
      byId('workspace').setAttribute('role', 'group');
      byId('workspace').setAttribute('aria-label', 'Draft and questions');
      arrange(); arrangeModes(); arrangeViews();
      wide.addEventListener('change', arrange);
      medium.addEventListener('change', arrange);
      root.dataset.sqReady = 'yes';
    },
  };
})();
