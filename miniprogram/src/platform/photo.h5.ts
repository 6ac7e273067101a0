import { imageTypeOf } from '@shared/card/proof-image';
import type { ShownPhoto, Taken } from './photo';

const QUALITY = 0.75;

/** Some browsers never tell that the person turned back: then a second try simply takes the place of the first. */
function choose(): Promise<File | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = 'image/jpeg,image/png';
  return new Promise((resolve) => {
    input.addEventListener('change', () => { resolve(input.files?.[0]); });
    input.addEventListener('cancel', () => { resolve(undefined); });
    input.click();
  });
}

/** As a data URL: the pages' security policy allows no blob address. */
function dataUrlOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => { resolve(reader.result as string); };
    reader.onerror = () => { reject(reader.error ?? new Error('not read')); };
    reader.readAsDataURL(file);
  });
}

async function drawn(dataUrl: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = dataUrl;
  await image.decode();
  return image;
}

/** Drawn again on white, no larger than needed: this also leaves the place and time in the photo's tags behind. */
function smaller(image: HTMLImageElement, widest: number): string {
  const scale = Math.min(1, widest / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/jpeg', QUALITY);
}

export async function takePhoto(widest: number): Promise<Taken> {
  const file = await choose();
  if (!file) return { end: 'left' };
  try {
    const preview = smaller(await drawn(await dataUrlOf(file)), widest);
    return { end: 'taken', photo: { base64: preview.slice(preview.indexOf(',') + 1), preview } };
  } catch {
    return { end: 'unreadable' };
  }
}

export async function showPhoto(_name: string, base64: string): Promise<ShownPhoto | undefined> {
  const type = imageTypeOf(base64);
  return type && { src: `data:${type};base64,${base64}`, forget: () => undefined };
}
