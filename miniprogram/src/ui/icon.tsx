import { View } from '@tarojs/components';
import { accessible } from './accessible';
import { ICONS, type IconName } from './icons';

const drawn = new Map<IconName, string>();

/** The drawing is a mask; its colour is the text colour around it, so that one icon serves every tone and mode. */
function maskOf(name: IconName): string {
  const known = drawn.get(name);
  if (known) return known;
  const svg = ICONS[name].replace(/<!--.*?-->\s*/s, '').replace(/\s*class="[^"]*"/, '').replace(/\s+/g, ' ').replace('currentColor', '#000');
  const mask = `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
  drawn.set(name, mask);
  return mask;
}

export type IconProps = { readonly name: IconName; readonly large?: boolean };

/** Always decoration: the words beside it, or the label of what it sits in, say what it means. */
export function Icon({ name, large = false }: IconProps) {
  const style = { '--mask': maskOf(name) } as Record<string, string>;
  return <View className={large ? 'icon icon--large' : 'icon'} style={style} {...accessible({ hidden: true })} />;
}
