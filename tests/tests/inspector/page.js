// Uses the inspector's page as a person would, and reports what it shows.

const found = {};

/** Waits until something is there. */
async function until(question) {
  for (;;) {
    const answer = question();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const text = (selector) => document.querySelector(selector)?.textContent ?? '';
const routesForm = document.getElementById('routes-form');
const questionForm = document.getElementById('question-form');

async function mayCall(origin) {
  routesForm.elements.origin.value = origin;
  routesForm.elements.origin.dispatchEvent(new Event('input'));
  return until(() => text('#routes-summary').startsWith(`${origin} `) && text('#routes-summary'));
}

async function ask(page, path) {
  document.getElementById('verdict').replaceChildren();
  Object.assign(questionForm.elements.page, { value: page });
  questionForm.elements.method.value = 'PUT';
  questionForm.elements.path.value = path;
  questionForm.requestSubmit();
  await until(() => text('#verdict'));
}

const lines = await until(() => document.querySelectorAll('#route-list summary > code').length && [...document.querySelectorAll('#route-list summary > code')]);
found.routes = lines.map((line) => line.textContent).join(', ');
const wasChecked = () => text('#check-summary').startsWith('Checked') && text('#check-summary');
found.check = await until(wasChecked);
const layered = [...document.querySelectorAll('#route-list summary')].find((line) => line.textContent.includes('/layered'));
found.layer = [...layered.children].map((part) => part.textContent).join(' ');
layered.parentElement.open = true;
layered.focus();
document.getElementById('check-again').click();
await until(() => !wasChecked());
found['check again'] = await until(wasChecked);
const layeredAgain = [...document.querySelectorAll('#route-list summary')].find((line) => line.textContent.includes('/layered'));
found['still open'] = String(layeredAgain.parentElement.open);
found['still in focus'] = String(layeredAgain === document.activeElement);
found.app = await mayCall('https://app.example.com');
found.stranger = await mayCall('https://evil.example');

await ask('https://app.example.com:8443', '/users/7');
found.summary = text('#verdict .summary');
found.remedy = text('#verdict dd');

const markup = '/<img src=x onerror=alert(1)><b>bold</b>';
await ask('https://app.example.com', markup);
routesForm.elements.origin.value = 'https://<b>bold</b>';
routesForm.elements.origin.dispatchEvent(new Event('input'));
found['no origin'] = await until(() => text('#routes-summary').includes('not an origin') && text('#routes-summary'));
found.markup = String(document.querySelectorAll('main b, main img').length);
found['is shown'] = String(text('#dialogue').includes('%3Cb%3Ebold%3C/b%3E') || text('#dialogue').includes('<b>bold</b>'));

for (const details of document.querySelectorAll('details')) details.open = true;
const isTooWide = (element) => element.getBoundingClientRect().right > innerWidth;
const wide = [...document.querySelectorAll('main *')].filter(isTooWide);
found.overflow = document.documentElement.scrollWidth > innerWidth ? wide.map((element) => element.tagName).join(' ') : '';

const controls = [...document.querySelectorAll('input, textarea, button, a, pre, summary')];
const isNamed = (element) => element.labels?.length || element.textContent.trim();
const isReached = (element) => element.tabIndex >= 0;
found.unnamed = controls.filter((element) => !isNamed(element) || !isReached(element)).map((element) => element.outerHTML).join(' ');

/** Whether it can be seen that a control has the focus. */
function showsFocus(control) {
  control.focus({ focusVisible: true, preventScroll: true });
  const { outlineStyle, outlineWidth } = getComputedStyle(control);
  return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
}
found.unfocused = controls.filter((element) => !showsFocus(element)).map((element) => element.outerHTML).join(' ');

await fetch('/findings', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(found),
});
