import type { ReactNode } from 'react';
import { Providers } from './app/providers';
import './ui/ui.scss';

export default function App({ children }: { readonly children?: ReactNode }) {
  return <Providers>{children}</Providers>;
}
