/** The store stayed busy: nothing was written by this request, and it may be sent again later. `cause` is the store's last word. */
export class StoreBusy extends Error {
  override readonly name = 'StoreBusy';
}
