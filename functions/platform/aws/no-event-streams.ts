/**
 * None of the calls we make streams events. Packaging puts this in the place of the SDK's event streams, which the SDK loads on demand:
 * for their sake the bundler would wrap each module of the SDK in a function, and a start would take a twentieth longer.
 */
export function resolveEventStreamSerdeConfig<Config>(config: Config): Config {
  return config;
}

/** Held by the client of S3, asked by nobody. */
export function eventStreamSerdeProvider(): never {
  throw new Error('Event streams are not part of the package');
}
