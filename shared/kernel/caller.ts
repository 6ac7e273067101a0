/** Who is asking, as the entry found out and hands it to a use case. */

export type Visitor = { readonly requestId: string };

/** The post a member of staff holds at an institution; `cityCode` is the tenant. */
export type CallerPost = {
  readonly role: 'counter' | 'village-doctor' | 'registrar' | 'institution-developer';
  readonly institutionId: string;
  readonly institutionName: string;
  readonly cityCode: string;
};

export type Resident = Visitor & {
  readonly accountId: string;
  readonly sessionId: string;
  /** Purposes the account agreed to, in the version in force. */
  readonly consents: readonly string[];
  /** Signed in at an institution, not here. */
  readonly byInstitution?: true;
};

export type Staff = Resident & { readonly post: CallerPost };
