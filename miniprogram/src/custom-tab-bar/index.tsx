/** WeChat demands this component when `tabBar.custom` is set; the pages draw the bar themselves, so that it knows elder mode. */
export default function CustomTabBar() {
  return null;
}
