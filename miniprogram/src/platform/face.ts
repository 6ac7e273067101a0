/** WeChat's face check (v2). It only plays the act: whether it passed, the platform asks WeChat itself. */
export type FaceEnd = 'done' | 'cancelled' | 'unavailable';

export declare function playFaceCheck(verifyId: string): Promise<FaceEnd>;
