/**
 * A function's credentials stand in its environment. Packaging puts this in the place of the SDK's default chain (profiles, sign-on,
 * instance metadata): a tenth of every bundle that no function ever uses.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
