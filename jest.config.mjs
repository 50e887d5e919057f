// ESM through esbuild: the compiler that builds the bundles also compiles the tests.
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/infra/build/jestTransform.mjs" },
  maxWorkers: 2,
  testTimeout: 120_000,
};
