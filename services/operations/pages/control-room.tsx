// The control room's page.
import { render } from "preact";
import { Mark } from "#platform/pages/mark.tsx";
import { ThemeButton } from "#platform/pages/theme.tsx";
import { AdministratorButton, AdministratorDoor } from "./administrator-door.tsx";
import { Confirmation } from "./confirmation.tsx";
import { watchDesk } from "./desk.ts";
import { watchEvents } from "./heard-events.ts";
import { lookAtLinkedOrder } from "./looked-at-order.ts";
import { ServiceMap } from "./map.tsx";
import { trouble, watchServices } from "./room-state.ts";
import { Stream } from "./stream.tsx";
import { SkipToInstruments, Tabs } from "./tabs.tsx";
import { Toast } from "./toast.tsx";

const ControlRoom = () => (
  <>
    <SkipToInstruments />
    <header class="top">
      <Mark href="/" />
      <h1 class="room-title">Control room</h1>
      <nav aria-label="Pages">
        <a href="/">Shop</a>
        <AdministratorButton />
        <ThemeButton />
      </nav>
    </header>
    <main class="room">
      {trouble.value && <p class="trouble whole">{trouble.value}</p>}
      <ServiceMap />
      <Stream />
      <Tabs />
    </main>
    <Toast />
    <AdministratorDoor />
    <Confirmation />
    <footer class="foot">
      For programs: <a href="/topology">topology</a>, <a href="/openapi.json">HTTP</a>,{" "}
      <a href="/asyncapi.json">events</a>, <a href="/metrics">metrics</a>.
    </footer>
  </>
);

lookAtLinkedOrder();
watchServices();
watchEvents();
watchDesk();
const root = document.querySelector("#page");
if (root) render(<ControlRoom />, root);
