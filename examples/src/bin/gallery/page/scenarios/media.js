import { Refused, Unavailable, fetching, loaded, read } from '../scenario.js';

const pixel = (drawable, width, height) => {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const painter = canvas.getContext('2d');
  painter.drawImage(drawable, 0, 0);
  const [red, green, blue] = painter.getImageData(1, 1, 1, 1).data;
  return `a pixel of colour ${red}, ${green}, ${blue}`;
};

const picture = async (url, crossOrigin) => {
  const image = new Image();
  if (crossOrigin) image.crossOrigin = crossOrigin;
  const end = loaded(image);
  image.src = url;
  return pixel(await end, 16, 16);
};

const font = async (url) => {
  const face = new FontFace('Gallery', `url(${url})`);
  await face.load();
  return face.status;
};

const texture = async (url, crossOrigin) => {
  const gl = document.createElement('canvas').getContext('webgl');
  if (!gl) throw new Unavailable('this browser has no WebGL here');
  const image = new Image();
  if (crossOrigin) image.crossOrigin = crossOrigin;
  const end = loaded(image);
  image.src = url;
  await end;
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, image);
  return 'a texture';
};

/** Text flows around the left tenth of the picture, if the browser may look at its pixels. */
const shape = async (on, path) => {
  const url = on.api(path);
  const box = document.createElement('div');
  box.style.cssText = 'position: absolute; width: 300px; font-size: 16px';
  box.innerHTML = '<div></div><span>text</span>';
  const [float, text] = box.children;
  float.style.cssText = `float: left; width: 100px; height: 100px; shape-outside: url("${url}")`;
  document.body.append(box);
  try {
    const start = () => text.getBoundingClientRect().left - box.getBoundingClientRect().left;
    await on.answered();
    await on.waitFor(() => start() < 100);
    if (start() >= 100) throw new Refused('text flows around the whole box');
    return `text begins at ${start()} pixels`;
  } finally {
    box.remove();
  }
};

const frame = async (url) => {
  const video = Object.assign(document.createElement('video'), { crossOrigin: 'anonymous', muted: true, preload: 'auto' });
  if (!video.canPlayType('video/webm; codecs="vp8"')) throw new Unavailable('this browser plays no WebM');
  const end = loaded(video, 'loadeddata');
  video.src = url;
  return pixel(await end, 16, 16);
};

const different = (differs, outcome) =>
  Object.fromEntries(Object.entries(differs).map(([engine, expects]) => [engine, { outcome, ...expects }]));

/** A twin pair: a file that the page may look into, and one that it may only show. */
const pair = (name, title, what, file, run, source, lesson, more = {}, differs = {}, way = undefined) => [
  {
    name: `${name}-allowed`,
    title: `${title}, allowed`,
    handlers: ['media_allowed'],
    lesson,
    run: (on) => run(on, `/media/allowed/${file}`),
    source,
    note: `path = '/media/allowed/${file}'`,
    asks: way && { way, path: `/media/allowed/${file}` },
    expects: { outcome: 'allowed', requests: ['GET 200'], ...more },
    differs: different(differs, 'allowed'),
  },
  {
    name: `${name}-refused`,
    title: `${title}, refused`,
    handlers: ['media_refused'],
    lesson: what,
    run: (on) => run(on, `/media/refused/${file}`),
    source,
    note: `path = '/media/refused/${file}'`,
    asks: way && { way, path: `/media/refused/${file}` },
    expects: { outcome: 'blocked', requests: ['GET 200'], ...more },
    differs: different(differs, 'blocked'),
  },
];

export const media = {
  title: 'Pictures, fonts, videos and files',
  text: `A page may show a picture from anywhere. It may look at its pixels, or use a font, only if CORS allows
    it.`,
  scenarios: [
    ...pair('image-canvas', 'A picture read back from a canvas', 'With <code>crossorigin</code> the picture does not even load.', 'picture.png',
      (on, path) => picture(on.api(path), 'anonymous'), [picture, pixel],
      '<code>crossorigin</code> on the picture asks by CORS, and the page may read its pixels.', {}, {}, 'image'),
    {
      name: 'image-tainted-refused',
      title: 'A picture without crossorigin, tainted',
      handlers: ['media_allowed'],
      lesson: 'The picture is shown, but the canvas cannot be read, although the policy would allow it: the page did not ask.',
      run: (on) => picture(on.api('/media/allowed/picture.png')),
      source: [picture, pixel],
      expects: { outcome: 'blocked', requests: ['GET 200'] },
    },
    {
      name: 'font-allowed',
      title: 'A web font, allowed',
      handlers: ['media_allowed'],
      lesson: 'Fonts are always asked for by CORS.',
      run: (on) => font(on.api('/media/allowed/square.ttf')),
      source: font,
      asks: { way: 'font', path: '/media/allowed/square.ttf' },
      expects: { outcome: 'allowed', requests: ['GET 200'] },
    },
    {
      name: 'font-refused',
      title: 'A web font, refused',
      handlers: ['media_refused'],
      lesson: 'The text stays in another font.',
      run: (on) => font(on.api('/media/refused/square.ttf')),
      source: font,
      asks: { way: 'font', path: '/media/refused/square.ttf' },
      expects: { outcome: 'blocked', requests: ['GET 200'] },
      differs: { WebKit: { outcome: 'allowed', requests: ['GET 200'], why: 'WebKitGTK asks for fonts without CORS. Safari was not tried.' } },
    },
    {
      name: 'texture-allowed',
      title: 'A WebGL texture, allowed',
      handlers: ['media_allowed'],
      lesson: 'A texture’s pixels can be read, so the picture needs CORS.',
      run: (on) => texture(on.api('/media/allowed/picture.png'), 'anonymous'),
      source: texture,
      expects: { outcome: 'allowed', requests: ['GET 200'] },
    },
    {
      name: 'texture-refused',
      title: 'A WebGL texture, refused',
      handlers: ['media_refused'],
      lesson: 'A picture that was loaded without CORS is not taken as a texture.',
      run: (on) => texture(on.api('/media/refused/picture.png')),
      source: texture,
      expects: { outcome: 'blocked', requests: ['GET 200'] },
    },
    ...pair('shape', 'A CSS shape from a picture', 'The style sheet’s shape is ignored.', 'shape.png',
      shape, shape,
      'Text flows around the picture’s pixels, so the page learns about them.'),
    ...pair('video', 'A frame of a video read back', 'With <code>crossorigin</code> the video does not load.', 'frames.webm',
      (on, path) => frame(on.api(path)), [frame, pixel],
      'As with pictures.',
      { requests: ['GET 206'] }, { WebKit: { requests: ['GET 200'], why: 'WebKitGTK asks for the whole file, other browsers for a part.' } }),
    {
      name: 'files-allowed',
      title: 'Files behind a layer, allowed',
      handlers: ['PUBLIC_FILES'],
      lesson: 'No attribute can be on a service of files. <code>PUBLIC_FILES.layer()</code> is a middleware with the policy.',
      ...fetching('/files/public/hello.txt'),
      expects: { outcome: 'allowed', requests: ['GET 200'] },
    },
    {
      name: 'files-refused',
      title: 'Files behind a layer, refused',
      handlers: ['PARTNER_FILES'],
      lesson: 'These are for another site.',
      ...fetching('/files/partner/hello.txt'),
      expects: { outcome: 'blocked', requests: ['GET 200'] },
    },
  ],
};
