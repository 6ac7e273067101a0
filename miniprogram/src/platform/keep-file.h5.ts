import type { Captioned } from './keep-file';

/** Browsers read the file a moment after the press. */
const FORGOTTEN_AFTER_MS = 60_000;

function keep(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => { URL.revokeObjectURL(link.href); }, FORGOTTEN_AFTER_MS);
}

export function keepText(name: string, type: string, text: string): boolean {
  try {
    keep(name, new Blob([text], { type: `${type};charset=utf-8` }));
    return true;
  } catch {
    return false;
  }
}

// At 300 dots an inch the picture is about 10 cm wide: an A5 sheet takes it.
const WIDTH = 1_200;
const MARGIN = 80;
const SIZES = { above: 56, under: 72 } as const;
const FONT = '"PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif';
const LEADING = 1.35;

type Text = { readonly lines: readonly string[]; readonly size: number };

/** Broken where the sheet ends: Chinese is broken after any character. */
function broken(context: CanvasRenderingContext2D, text: string, size: number): Text {
  context.font = `bold ${size}px ${FONT}`;
  const lines = [''];
  for (const letter of text) {
    const longer = `${lines.at(-1) ?? ''}${letter}`;
    if (context.measureText(longer).width > WIDTH - 2 * MARGIN) lines.push(letter);
    else lines[lines.length - 1] = longer;
  }
  return { lines, size };
}

const heightOf = ({ lines, size }: Text) => lines.length * size * LEADING;

function write(context: CanvasRenderingContext2D, { lines, size }: Text, top: number): void {
  context.font = `bold ${size}px ${FONT}`;
  lines.forEach((line, place) => { context.fillText(line, WIDTH / 2, top + (place + 0.5) * size * LEADING); });
}

/** Modules keep whole pixels: a scanner reads sharp edges. */
function sideOf({ naturalWidth }: HTMLImageElement): number {
  return Math.max(1, Math.floor((WIDTH - 2 * MARGIN) / naturalWidth)) * naturalWidth;
}

async function drawn(canvas: HTMLCanvasElement, { picture, above, under }: Captioned): Promise<void> {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const [head, foot, side] = [broken(context, above, SIZES.above), broken(context, under, SIZES.under), sideOf(image)];
  canvas.width = WIDTH;
  canvas.height = Math.ceil(2 * MARGIN + heightOf(head) + side + heightOf(foot));
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.imageSmoothingEnabled = false;
  write(context, head, MARGIN);
  context.drawImage(image, (WIDTH - side) / 2, MARGIN + heightOf(head), side, side);
  write(context, foot, MARGIN + heightOf(head) + side);
}

export async function keepPicture(name: string, captioned: Captioned): Promise<boolean> {
  const canvas = document.createElement('canvas');
  try {
    await drawn(canvas, captioned);
    const file = await new Promise<Blob | null>((resolve) => { canvas.toBlob(resolve, 'image/png'); });
    if (file) keep(name, file);
    return file !== null;
  } catch {
    return false;
  }
}
