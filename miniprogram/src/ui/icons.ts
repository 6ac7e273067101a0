/** The icons in use, by what they mean here (lucide, ISC licence). Only these end up in the package. */
import {
  ALargeSmall, Baby, BadgeCheck, Bell, Building2, Check, ChevronLeft, ChevronRight, CircleAlert, CircleCheck, Clock, FileText, History,
  House, IdCard, Inbox, Info, LogIn, LogOut, MonitorSmartphone, Phone, Plus, Printer, QrCode, RefreshCw, ScanLine, Search,
  Settings, ShieldCheck, Stethoscope, TriangleAlert, UserRound, Users, WalletCards, WifiOff, X,
} from 'lucide-static';

export const ICONS = {
  'large-text': ALargeSmall, child: Baby, verified: BadgeCheck, message: Bell, hospital: Building2, check: Check, back: ChevronLeft,
  forward: ChevronRight, error: CircleAlert, done: CircleCheck, clock: Clock, document: FileText, history: History, home: House, 'id-card': IdCard,
  inbox: Inbox, info: Info, 'sign-in': LogIn, 'sign-out': LogOut, devices: MonitorSmartphone, phone: Phone, add: Plus, print: Printer,
  code: QrCode, refresh: RefreshCw, scan: ScanLine, search: Search, settings: Settings, privacy: ShieldCheck, doctor: Stethoscope,
  warning: TriangleAlert, person: UserRound, family: Users, cards: WalletCards, offline: WifiOff, close: X,
} as const;

export type IconName = keyof typeof ICONS;
