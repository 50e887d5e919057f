import { transformSync } from "esbuild";

// Jest wants `process`; esbuild's own types stay out of the tests' way.
export default {
  process: (source, path) =>
    transformSync(source, {
      loader: "ts",
      format: "esm",
      target: "node20",
      sourcemap: "inline",
      sourcefile: path,
    }),
};
