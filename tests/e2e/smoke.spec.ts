// The release opens: the application starts under its policy and has nothing to complain about.
import { expect, test } from "./support/test";

test("the release opens with a clean console", async ({ page }) => {
  await page.goto("./");
  await expect(page).toHaveTitle(/Воронка/);
  await expect(page.getByRole("main")).toBeVisible();
});
