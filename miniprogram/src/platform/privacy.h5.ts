import type { PrivacyQuestion } from './privacy';

export function onPrivacyQuestion(_listener: (question: PrivacyQuestion) => void): () => void {
  return () => undefined;
}

export function openPrivacyGuide(): void {
  // The texts in force are on the consent page; a browser has no guide of its own.
}
