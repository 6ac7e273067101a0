import Taro from '@tarojs/taro';
import type { ShownPhoto, Taken } from './photo';

const QUALITY = 70;

/** By callbacks: this is one of the calls Taro does not turn into a promise. */
function choose(): Promise<string | undefined> {
  return new Promise((resolve) => {
    void Taro.chooseMedia({
      count: 1, mediaType: ['image'], sourceType: ['camera', 'album'], sizeType: ['compressed'],
      success: ({ tempFiles }) => { resolve(tempFiles[0]?.tempFilePath); },
      fail: () => { resolve(undefined); },
    });
  });
}

/** A phone that cannot make it smaller sends it as it is; the platform says so when that is too much. */
async function smaller(path: string, widest: number): Promise<string> {
  try {
    const { width, height } = await Taro.getImageInfo({ src: path });
    const side = width >= height ? { compressedWidth: Math.min(width, widest) } : { compressedHeight: Math.min(height, widest) };
    return (await Taro.compressImage({ src: path, quality: QUALITY, ...side })).tempFilePath;
  } catch {
    return path;
  }
}

function read(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().readFile({
      filePath: path, encoding: 'base64',
      success: ({ data }) => { resolve(typeof data === 'string' ? data : undefined); },
      fail: () => { resolve(undefined); },
    });
  });
}

export async function takePhoto(widest: number): Promise<Taken> {
  const chosen = await choose();
  if (chosen === undefined) return { end: 'left' };
  const path = await smaller(chosen, widest);
  const base64 = await read(path);
  return base64 === undefined ? { end: 'unreadable' } : { end: 'taken', photo: { base64, preview: path } };
}

/** By way of a file: the photo itself is far too large for a view. */
export function showPhoto(name: string, base64: string): Promise<ShownPhoto | undefined> {
  const files = Taro.getFileSystemManager();
  const filePath = `${Taro.env.USER_DATA_PATH ?? ''}/${name}`;
  return new Promise((resolve) => {
    files.writeFile({
      filePath, data: base64, encoding: 'base64',
      success: () => { resolve({ src: filePath, forget: () => { files.unlink({ filePath }); } }); },
      fail: () => { resolve(undefined); },
    });
  });
}
