// The events that run along the map at this moment, as anybody sees them: by the pixels of its canvas.
import type { Page } from "playwright-core";

/** How many pixels show an event on its way. */
export const drops = (page: Page): Promise<number> =>
  page.locator(".map canvas").evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data;
    return pixels?.filter((value, at) => at % 4 === 3 && value > 0).length ?? -1;
  });
