/** 服务目录: what institutions offer, and what operations took of it. */
import type { Result } from '../../shared/kernel/result';
import type { ServiceForm } from '../../shared/open-platform/services.schema';

export type Service = {
  readonly serviceId: string; readonly appId: string; readonly institutionId: string; readonly institutionName: string; readonly cityCode: string;
  /** What residents see. */
  readonly listed?: ServiceForm; readonly listedAt?: string;
  /** What waits for operations. */
  readonly asked?: ServiceForm; readonly askedAt?: string;
  readonly declined?: { readonly reason: string; readonly at: string };
  /** 0 for one that is not stored yet. */
  readonly version: number;
};
export type ShownService = Service & { readonly listed: ServiceForm };

export type Services = {
  find(cityCode: string, serviceId: string): Promise<Service | undefined>;
  /** By key, for whoever offers them. */
  ofApp(appId: string): Promise<readonly Service[]>;
  /** Of a city, every institution's. */
  ofCity(cityCode: string): Promise<readonly Service[]>;
  /** What operations have to look at; a new one may be missing for seconds. */
  waiting(): Promise<readonly Service[]>;
  /** False when it was changed meanwhile. */
  save(service: Service): Promise<boolean>;
  remove(service: Service): Promise<void>;
};

/** Remembered for a moment: asked for by everybody who opens the directory, and for every ticket. */
export type RecentServices = Pick<Services, 'ofApp' | 'ofCity'>;

/** Who comes, for an institution; `service/agreement-needed` until the resident agreed to it being told. */
export type HandResidentOver = (asked: {
  readonly accountId: string; readonly institution: { readonly institutionId: string; readonly institutionName: string }; readonly agreed: boolean; readonly requestId: string;
}) => Promise<Result<{ readonly openUserId: string }, 'service/agreement-needed' | 'link/too-many'>>;
export type AssuranceOf = (accountId: string) => Promise<'none' | 'L1' | 'L2'>;
