import { useEffect } from "preact/hooks";
import { Link, Route, Switch, useLocation } from "wouter-preact";
import { CommandsPage } from "./pages/CommandsPage.tsx";
import { CoveragePage } from "./pages/CoveragePage.tsx";
import { SessionPage } from "./pages/SessionPage.tsx";
import { TargetsPage } from "./pages/TargetsPage.tsx";
import { WhoPage } from "./pages/WhoPage.tsx";
import { carriedFilters } from "./ask/carriedFilters.ts";
import { useUrlState } from "./ask/useUrlState.ts";

const PAGES = [
  { path: "/", name: "Targets" },
  { path: "/who", name: "Who did what" },
  { path: "/commands", name: "Commands" },
  { path: "/coverage", name: "Coverage" },
] as const;

/** The frame that every page stands in. */
export function App() {
  const [path] = useLocation();
  const [state] = useUrlState();
  const carried = carriedFilters(state);
  // A page that changes under a screen reader says so by where the focus goes.
  useEffect(() => document.getElementById("page")?.focus({ preventScroll: true }), [path]);
  return (
    <>
      <a class="skip" href="#page">
        Skip to the page
      </a>
      <header class="bar">
        <strong class="brand">ssmtrail</strong>
        <nav aria-label="Pages">
          <ul>
            {PAGES.map((page) => (
              <li key={page.path}>
                <Link
                  href={`${page.path}${carried}`}
                  aria-current={path === page.path ? "page" : undefined}
                >
                  {page.name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="page" tabIndex={-1}>
        <Switch>
          <Route path="/" component={TargetsPage} />
          <Route path="/who" component={WhoPage} />
          <Route path="/commands" component={CommandsPage} />
          <Route path="/session" component={SessionPage} />
          <Route path="/coverage" component={CoveragePage} />
          <Route>
            <h1>No such page</h1>
            <p>
              The address names no page of the console. <Link href="/">Targets</Link> is where it
              begins.
            </p>
          </Route>
        </Switch>
      </main>
    </>
  );
}
