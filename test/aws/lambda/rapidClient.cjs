// Preloaded into Lambda's runtime interface client: answers for its native HTTP client, which would
// have to be compiled. `done` and `error` return at once, as the native ones seem to; `next` waits
// for them, so that answers keep their order.
const http = require("node:http");
const Module = require("node:module");

const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
let posted = Promise.resolve();

const call = (method, path, body, headers = {}) =>
  new Promise((resolve, reject) => {
    const options = { hostname, port, agent, method, path: `/2018-06-01/runtime/${path}`, headers };
    const request = http.request(options, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ bodyJson: Buffer.concat(chunks).toString("utf8"), headers: response.headers }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });

const post = (path, body, headers) => {
  const all = { "content-type": "application/json", ...headers };
  posted = posted.then(() => call("POST", path, body, all));
};

const client = {
  next: async () => {
    await posted;
    return call("GET", "invocation/next");
  },
  done: (id, body) => post(`invocation/${id}/response`, body),
  error: (id, body) =>
    post(`invocation/${id}/error`, body, { "lambda-runtime-function-error-type": "Unhandled" }),
};

const load = Module._load;
Module._load = function (request, ...rest) {
  return request === "./rapid-client.node" ? client : load.call(this, request, ...rest);
};
