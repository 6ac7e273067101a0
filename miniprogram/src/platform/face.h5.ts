import type { FaceEnd } from './face';

export function playFaceCheck(_verifyId: string): Promise<FaceEnd> {
  return Promise.resolve('unavailable');
}
