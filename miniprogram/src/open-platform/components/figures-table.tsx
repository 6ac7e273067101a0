/** Figures in rows and columns, read as a table by a screen reader too. */
import { View } from '@tarojs/components';
import { accessible } from '../../ui/accessible';
import { names } from '../../ui/class-names';

export type FiguresTableProps = {
  /** What the figures are of. */
  readonly label: string;
  readonly head: readonly string[];
  /** The first cell names the row, where they are not even. */
  readonly rows: readonly (readonly string[])[];
  /** No cell names its row: all are alike. */
  readonly even?: boolean;
};

function Row({ cells, role }: { readonly cells: readonly string[]; readonly role: 'columnheader' | 'cell' }) {
  return (
    <View className="figures__row" {...accessible({ role: 'row' })}>
      {cells.map((cell, column) => <View key={column} className={`figures__cell figures__cell--${role}`} {...accessible({ role })}>{cell}</View>)}
    </View>
  );
}

export function FiguresTable({ label, head, rows, even = false }: FiguresTableProps) {
  return (
    <View className={names('figures', even && 'figures--even')} {...accessible({ role: 'table', label })}>
      <Row cells={head} role="columnheader" />
      {rows.map((cells, place) => <Row key={place} cells={cells} role="cell" />)}
    </View>
  );
}
