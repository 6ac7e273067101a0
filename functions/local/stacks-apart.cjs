/** A serverless plugin: several stacks are one service here, so what the CLI names after the service alone would meet in one account. */
module.exports = class StacksApart {
  constructor(serverless) {
    this.hooks = {
      // After serverless-iam-roles-per-function, which at the same moment takes the shared role as a pattern.
      'before:package:finalize': () => keepApart(serverless.service.provider.compiledCloudFormationTemplate, serverless.getProvider('aws').naming),
    };
  }
};

function keepApart({ Resources, Outputs }, naming) {
  // Every function has a role of its own: nobody needs the shared one.
  delete Resources[naming.getRoleLogicalId()];
  for (const [name, output] of Object.entries(Outputs)) output.Export = { Name: `${naming.getStackName()}-${name}` };
}
