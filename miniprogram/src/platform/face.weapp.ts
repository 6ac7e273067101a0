import type { FaceEnd } from './face';

type FacialVerify = (options: { verifyId: string; success: () => void; fail: (failure: { errCode?: number }) => void }) => void;

declare const wx: { requestFacialVerify?: FacialVerify };

/** 90002 to 90006: the person left, on the tutorial, at the start, while looking, sending or ending. */
const CANCELLED = new Set([90002, 90003, 90004, 90005, 90006]);
/** 90001: this phone cannot. */
const CANNOT = 90001;

function endOfFailure(code: number | undefined): FaceEnd {
  if (code === CANNOT) return 'unavailable';
  return code !== undefined && CANCELLED.has(code) ? 'cancelled' : 'done';
}

export function playFaceCheck(verifyId: string): Promise<FaceEnd> {
  const verify = wx.requestFacialVerify;
  if (!verify) return Promise.resolve('unavailable');
  return new Promise((resolve) => {
    verify({
      verifyId,
      success: () => { resolve('done'); },
      fail: ({ errCode }) => { resolve(endOfFailure(errCode)); },
    });
  });
}
