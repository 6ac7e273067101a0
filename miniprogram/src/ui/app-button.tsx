import { Button, type ButtonProps } from '@tarojs/components';
import { names } from './class-names';
import { Icon } from './icon';
import type { IconName } from './icons';
import { pressable } from './pressable';

export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'text';

export type AppButtonProps = {
  readonly children: string;
  readonly kind?: ButtonKind;
  readonly icon?: IconName;
  /** Work is under way: presses do nothing, and the button says so. */
  readonly busy?: boolean;
  /** Whom or what it is about, heard after the words where several buttons of a page say the same. */
  readonly about?: string;
  /** As wide as its words instead of the whole column. */
  readonly compact?: boolean;
  readonly onPress: () => void;
  /** WeChat's own abilities of a button (phone number, privacy); ignored on H5. */
  readonly wechat?: Pick<ButtonProps, 'openType' | 'onGetPhoneNumber' | 'onAgreePrivacyAuthorization' | 'id'>;
};

function pressing({ children, busy = false, about, onPress }: AppButtonProps) {
  const press = () => { if (!busy) onPress(); };
  return pressable(press, { busy, ...(about ? { label: `${children}，${about}` } : {}) });
}

function Words({ children, icon, busy }: AppButtonProps) {
  return (
    <>
      {icon ? <Icon name={busy ? 'refresh' : icon} /> : null}
      {busy ? `${children}…` : children}
    </>
  );
}

/** There is no disabled look: a button that cannot work yet says why when pressed. */
export function AppButton(props: AppButtonProps) {
  const { kind = 'primary', busy, compact, wechat } = props;
  return (
    <Button
      className={names('button', `button--${kind}`, busy && 'button--busy', compact && 'button--compact')}
      hoverClass="button--pressed"
      {...pressing(props)}
      {...(process.env.TARO_ENV === 'weapp' ? wechat : undefined)}
    >
      <Words {...props} />
    </Button>
  );
}
