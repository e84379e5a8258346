"""The catalogue as the files of a site: pages, exports, feeds, browser data."""
