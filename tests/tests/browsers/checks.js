// What a page does to another origin, and what it learns about it.

const checks = [];

/** Fetches, and writes down the status and the body, or the name of the error. */
export async function check(what, url, options) {
  let came;
  try {
    const response = await fetch(url, options);
    came = `${response.status} ${await response.text()}`;
  } catch (error) {
    came = error.name;
  }
  checks.push({ what, came });
}

/** Sends everything to where the page came from. */
export async function report(page) {
  await fetch(`/reports/${page}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(checks),
  });
}
