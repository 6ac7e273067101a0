/**
 * What a screen reader is told, in the words of each target: WeChat knows `ariaRole` and friends (injected into its templates),
 * browsers know `role` and `aria-*`. Every component of `ui/` says it through here.
 */
const h5 = process.env.TARO_ENV === 'h5';

export type Said = {
  readonly role?: string;
  /** Only where the visible text does not say it. */
  readonly label?: string;
  readonly hidden?: boolean;
  readonly checked?: boolean;
  readonly expanded?: boolean;
  readonly selected?: boolean;
  readonly disabled?: boolean;
  readonly modal?: boolean;
  readonly busy?: boolean;
  /** The one of several links that is open now. */
  readonly current?: boolean;
  /** Heading level. */
  readonly level?: 1 | 2 | 3;
  readonly live?: 'polite' | 'assertive';
};

type Attributes = Record<string, unknown>;

const WEB_NAMES: Partial<Record<keyof Said, string>> = {
  role: 'role', label: 'aria-label', hidden: 'aria-hidden', checked: 'aria-checked', expanded: 'aria-expanded', selected: 'aria-selected',
  disabled: 'aria-disabled', modal: 'aria-modal', busy: 'aria-busy', level: 'aria-level', live: 'aria-live',
};
const WECHAT_NAMES: Partial<Record<keyof Said, string>> = {
  role: 'ariaRole', label: 'ariaLabel', hidden: 'ariaHidden', checked: 'ariaChecked', expanded: 'ariaExpanded', selected: 'ariaSelected',
  disabled: 'ariaDisabled', modal: 'ariaModal', current: 'ariaSelected',
};

/** Attributes for a Taro component. Absent members are left out; web values are text, as HTML wants them. */
export function accessible(said: Said): Attributes {
  const names = h5 ? WEB_NAMES : WECHAT_NAMES;
  const attributes: Attributes = {};
  for (const [member, value] of Object.entries(said)) {
    const name = names[member as keyof Said];
    if (name !== undefined && value !== undefined) attributes[name] = h5 ? String(value) : value;
  }
  if (h5 && said.current === true) attributes['aria-current'] = 'page';
  return attributes;
}
