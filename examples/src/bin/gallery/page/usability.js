// Whether the page can be used without a mouse, without eyes, and in a narrow window. The tests read it in the report.

const CONTROLS = 'input, select, textarea, button, a, summary, pre';

/** Everything that a report says about the page. */
export async function usability() {
  return {
    unnamed: described(controls(document).filter((control) => !isUsable(control))),
    unfocused: described(controls(document).filter((control) => !showsFocus(control))),
    too_wide: await tooWide(),
  };
}

/** Controls that are shown. */
function controls(page) {
  return [...page.querySelectorAll(CONTROLS)].filter((control) => control.checkVisibility() && !control.disabled);
}

/** Whether a keyboard reaches it, and a screen reader has a name for it. */
function isUsable(control) {
  return control.tabIndex >= 0 && (control.labels?.length || control.textContent.trim());
}

/** Whether it can be seen that it has the focus. */
function showsFocus(control) {
  control.focus({ focusVisible: true, preventScroll: true });
  const style = getComputedStyle(control);
  const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  control.blur();
  return isOutlined;
}

/** What is wider than a window of 360 pixels, with everything open. */
async function tooWide() {
  const frame = document.createElement('iframe');
  Object.assign(frame, { src: '/?still', title: 'A narrow window' });
  // Frames of scenarios are nearly invisible.
  Object.assign(frame.style, { width: '360px', height: '800px', border: '0' });
  document.body.append(frame);
  await new Promise((resolve) => { frame.onload = resolve; });
  const page = frame.contentDocument;
  while (!page.documentElement.dataset.isReady) await new Promise((resolve) => { setTimeout(resolve, 10); });
  for (const details of page.querySelectorAll('details')) details.open = true;
  const width = page.documentElement.clientWidth;
  const isTooWide = page.documentElement.scrollWidth > width;
  const elements = [...page.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width);
  frame.remove();
  return isTooWide ? described(elements) : [];
}

const described = (elements) => elements.map((element) => element.outerHTML.slice(0, 200));
