/** WeChat asks before the first personal-data API (`__usePrivacyCheck__`); the page draws the question. */
export type PrivacyQuestion = {
  /** `buttonId` is the id of the button with `openType="agreePrivacyAuthorization"`. */
  agree(buttonId: string): void;
  /** The API that asked fails; everything else stays usable. */
  refuse(): void;
};

/** Calls back when WeChat wants an answer; returns the way to stop. H5 never asks. */
export declare function onPrivacyQuestion(listener: (question: PrivacyQuestion) => void): () => void;

/** Opens WeChat's own page with the registered privacy guide. */
export declare function openPrivacyGuide(): void;
