/** A photo taken or chosen for the platform, small enough to send. WeChat asks for the camera itself, after its privacy question. */
export type Photo = {
  /** JPEG or PNG, in base64. Not for the screen: it is far too large to hand to a view. */
  readonly base64: string;
  /** What an image can show: a file of the phone, or a data URL on H5. */
  readonly preview: string;
};

export type Taken =
  | { readonly end: 'taken'; readonly photo: Photo }
  /** The person turned back, or said no to the camera: everything else goes on working. */
  | { readonly end: 'left' }
  | { readonly end: 'unreadable' };

/** `widest`: the longer side in pixels that is still needed. */
export declare function takePhoto(widest: number): Promise<Taken>;

/** A photo kept by the platform, as an image can show it; `forget` leaves nothing of it on this device. */
export type ShownPhoto = { readonly src: string; readonly forget: () => void };

/** `name`: letters, digits, `_` and `-`; another photo has another. Undefined when it cannot be shown here. */
export declare function showPhoto(name: string, base64: string): Promise<ShownPhoto | undefined>;
