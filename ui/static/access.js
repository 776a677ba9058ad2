// What Gradio's own controls leave out for a keyboard or a screen reader, put in as they appear.
(() => {
  let numbered = 0;

  function group(field) {
    const radios = field.querySelectorAll('input[type=radio]');
    const label = field.querySelector('[data-testid=block-info]');
    if (!field.id || !label || field.dataset.sqDone === String(radios.length)) return;
    field.dataset.sqDone = String(radios.length);
    label.id = label.id || `label-${field.id}`;
    field.setAttribute('role', radios.length ? 'radiogroup' : 'group');
    field.setAttribute('aria-labelledby', label.id);
    // One name for the whole group makes the arrow keys move in it, and Tab leave it.
    radios.forEach((radio) => { radio.name = `group-${field.id}`; radio.removeAttribute('aria-checked'); });
  }

  function accordion(block) {
    const button = block.querySelector(':scope > button.label-wrap');
    const content = block.querySelector(':scope > [data-testid=accordion-content]');
    if (!button || !content) return;
    if (!content.id) { numbered += 1; content.id = `accordion-${numbered}`; }
    const open = content.style.display !== 'none' ? 'true' : 'false';
    if (button.getAttribute('aria-expanded') !== open) button.setAttribute('aria-expanded', open);
    button.setAttribute('aria-controls', content.id);
    const arrow = button.querySelector('.icon');
    if (arrow) arrow.setAttribute('aria-hidden', 'true');
  }

  function upload(block) {
    const label = block.querySelector('[data-testid=block-label]');
    const button = block.querySelector('button.upload-container, button[aria-dropeffect]');
    if (!label || !button) return;
    const name = `${label.textContent.trim()}. Choose or drop`;
    if (button.getAttribute('aria-label') !== name) button.setAttribute('aria-label', name);
    button.removeAttribute('aria-dropeffect');
    const input = button.querySelector('input[type=file]');
    if (input) { input.tabIndex = -1; input.setAttribute('aria-hidden', 'true'); }
  }

  function patch() {
    document.documentElement.lang = 'en-GB';
    document.querySelectorAll('fieldset[id]').forEach(group);
    document.querySelectorAll('.gr-accordion').forEach(accordion);
    document.querySelectorAll('#file, #files').forEach(upload);
  }

  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; patch(); });
  }).observe(document.documentElement, {childList: true, subtree: true, attributes: true, attributeFilter: ['style', 'aria-label']});
})();
